/**
 * What a node needs to run: configuration, identity, exit codes, fail-stop and bounds.
 *
 * <p>Neither the machine nor the store may depend on it.
 */
package io.rialto.node.ops;
