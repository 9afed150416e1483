package io.rialto.chaos.fault;

import java.io.IOException;
import java.util.List;

/** What a fault does to the members it has chosen, and how that is undone; used once. */
interface Break {

  void inject(List<String> members) throws IOException, InterruptedException;

  /** Undoes what was done, as far as it was; returns when the members take part again. */
  void heal(List<String> members) throws IOException, InterruptedException;
}
