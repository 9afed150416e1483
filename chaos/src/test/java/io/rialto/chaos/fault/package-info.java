/** Faults: what each does to a real cluster, and the parts of them that need none. */
package io.rialto.chaos.fault;
