/**
 * Breaks the code on purpose and shows that the tests notice.
 *
 * <p>A mutant is a patch with a header that says what it breaks and which tests must fail. Only the
 * patched files are compiled anew, before the built classes on the class path; nothing in the
 * checkout is touched.
 */
package io.rialto.mutants;
