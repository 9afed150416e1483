/**
 * DESIGN's promises about commands and reads, shown on real processes that are killed, stopped and
 * cut off. Commands go by the bare contract where it matters what is sent twice, else by the SDK.
 */
package io.rialto.chaos.promises;
