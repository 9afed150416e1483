/** Which modules this one may import; what its packages do is said in their own. */
package io.rialto.client;
