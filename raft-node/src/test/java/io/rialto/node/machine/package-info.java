/** SPEC's rules by name, on the machine alone: no clock, no thread, milliseconds a test. */
package io.rialto.node.machine;
