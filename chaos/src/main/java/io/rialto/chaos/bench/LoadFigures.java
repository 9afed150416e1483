package io.rialto.chaos.bench;

/**
 * What loading the accounts came to.
 *
 * @param commands that were done or rejected, all kinds
 * @param holdings accounts with shares
 * @param triggers accounts with an armed trigger
 */
public record LoadFigures(int accounts, long commands, int holdings, int triggers, long millis) {

  public long commandsPerSecond() {
    return millis == 0 ? 0 : commands * 1000 / millis;
  }
}
