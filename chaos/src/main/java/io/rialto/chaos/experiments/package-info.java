/**
 * The experiments of the published reports on systems of this kind, in our system: what a price
 * cache is worth, where a command's time goes, what each process takes, and what second requests to
 * a slow source bring. Each runs on clusters of its own, of real processes, that are gone
 * afterwards.
 *
 * <p>The figures of other systems that stand beside ours were measured elsewhere, on other
 * machines: they are there to compare orders of magnitude, and take no part in any verdict.
 */
package io.rialto.chaos.experiments;
