/** The checker's own tests: good histories pass, and each way of being wrong is found and named. */
package io.rialto.chaos.check;
