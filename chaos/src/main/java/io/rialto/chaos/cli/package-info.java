/**
 * The verbs of this module: {@code cluster} with its parts, and {@code demo}. They turn options
 * into calls and results into lines or JSON; what is done stands in {@code cluster} and {@code
 * demo}.
 */
package io.rialto.chaos.cli;
