/**
 * The value rules of SPEC ("Values") that everyone shares who makes or takes commands: the command
 * line and workload files before they send, the service before the log. Only shapes are checked
 * here; whether a user or an order exists is the trading machine's to say.
 */
package io.rialto.proto.shape;
