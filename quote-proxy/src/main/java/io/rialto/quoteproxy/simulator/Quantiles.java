package io.rialto.quoteproxy.simulator;

/**
 * A distribution known by a few of its quantiles: between two of them the logarithm is uniform.
 * StrictMath, so that every machine gets the same cents.
 */
final class Quantiles {

  private final double[] shares;
  private final double[] logarithms;

  /**
   * Takes the known points.
   *
   * @param shares rising from 0 to 1
   * @param values rising, positive, one for each share
   */
  Quantiles(double[] shares, double[] values) {
    this.shares = shares.clone();
    this.logarithms = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      logarithms[i] = StrictMath.log(values[i]);
    }
  }

  /** The value below which that share of all values lies. */
  double at(double share) {
    int upper = 1;
    while (upper < shares.length - 1 && share > shares[upper]) {
      upper++;
    }
    double within = (share - shares[upper - 1]) / (shares[upper] - shares[upper - 1]);
    return StrictMath.exp(
        logarithms[upper - 1] + within * (logarithms[upper] - logarithms[upper - 1]));
  }
}
