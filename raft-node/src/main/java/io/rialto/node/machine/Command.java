package io.rialto.node.machine;

/**
 * One command, already checked for its shape (SPEC, "Values"); the symbol is upper case.
 *
 * @param user the user's id; empty for an administrator's DUMPLOG of everyone
 * @param symbol empty if the command takes none
 * @param amountCents an amount of money or a trigger's price, in cents; 0 if the command takes none
 * @param filename DUMPLOG's file name, else empty
 * @param number the transaction number that the client gave, 0 if it gave none
 */
public record Command(
    CommandKind kind, String user, String symbol, long amountCents, String filename, long number) {}
