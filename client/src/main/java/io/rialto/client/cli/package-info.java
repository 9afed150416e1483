/**
 * The command line of the trading commands and reads, on top of {@code io.rialto.client.sdk}. It
 * turns arguments into commands, replies into lines or JSON, and outcomes into exit codes; it knows
 * no trading rule. The program that users start ({@code rialto.jar}) takes its subcommands from
 * here.
 */
package io.rialto.client.cli;
