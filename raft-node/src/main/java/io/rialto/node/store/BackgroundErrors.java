package io.rialto.node.store;

import java.util.function.Consumer;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.BackgroundErrorReason;
import org.rocksdb.Status;

/** Hears of failures in flushes and compactions, which no call of ours would return. */
final class BackgroundErrors extends AbstractEventListener {
  private final Consumer<StoreException> failed;

  BackgroundErrors(Consumer<StoreException> failed) {
    super(EnabledEventCallback.ON_BACKGROUND_ERROR);
    this.failed = failed;
  }

  @Override
  public void onBackgroundError(BackgroundErrorReason reason, Status error) {
    failed.accept(
        new StoreException(
            "the database failed in the background ("
                + reason
                + "): "
                + error.getCodeString()
                + ", "
                + error.getState(),
            null));
  }
}
