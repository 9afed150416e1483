/**
 * The demo: a cluster of its own, a workload, a leader killed on the way, and a verdict on every
 * promise that can be checked from outside. It ends by itself and leaves no process and no file
 * behind, however it ends.
 */
package io.rialto.chaos.demo;
