/** One node as a program. */
package io.rialto.node;
