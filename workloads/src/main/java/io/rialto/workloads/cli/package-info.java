/**
 * The verbs {@code replay} and {@code generate}: options in, text or JSON out; the work is done one
 * package up.
 */
package io.rialto.workloads.cli;
