package io.rialto.quoteproxy.proxy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/** An Ed25519 key pair and the name under which its public half is known. */
final class SigningKey {

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_ID_BYTES = 8;

  private final KeyPair pair;
  private final String keyId;

  /**
   * Takes a pair of keys as it was stored.
   *
   * @throws GeneralSecurityException if the halves do not belong together
   */
  SigningKey(KeyPair pair) throws GeneralSecurityException {
    this.pair = pair;
    this.keyId = keyIdOf(pair.getPublic().getEncoded());
    byte[] probe = pair.getPublic().getEncoded();
    Signature check = Signature.getInstance(ALGORITHM);
    check.initVerify(pair.getPublic());
    check.update(probe);
    if (!check.verify(sign(probe))) {
      throw new GeneralSecurityException("the private and the public key do not belong together");
    }
  }

  static SigningKey generate() throws GeneralSecurityException {
    return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
  }

  /** Made from the public key, so that no two keys of any proxies share one. */
  private static String keyIdOf(byte[] publicKey) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
    return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_ID_BYTES));
  }

  byte[] sign(byte[] text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(pair.getPrivate());
    signature.update(text);
    return signature.sign();
  }

  /** 16 hexadecimal digits. */
  String keyId() {
    return keyId;
  }

  /** The public half in its X.509 encoding, 44 bytes. */
  byte[] publicKey() {
    return pair.getPublic().getEncoded();
  }

  /** The private half in its PKCS #8 encoding. */
  byte[] privateKey() {
    return pair.getPrivate().getEncoded();
  }

  /** The public half, for all who check signatures. */
  PublishedKey published() {
    return new PublishedKey(keyId, publicKey());
  }
}
