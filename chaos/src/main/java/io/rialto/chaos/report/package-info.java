/**
 * What a chaos run came to, as a page, as JSON and as text. Holds no opinion of its own: the run
 * hands over figures and a verdict, and they are shown.
 *
 * <p>The page is one file that needs nothing else, no network and no other file: it can be kept,
 * mailed, and opened years later. Its charts are drawn here, as SVG; so are charts of other figures
 * that are files of their own.
 */
package io.rialto.chaos.report;
