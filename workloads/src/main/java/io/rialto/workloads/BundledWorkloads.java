package io.rialto.workloads;

import java.io.InputStream;

/** The generated files of {@code workloads/files}, from the module's jar. */
public enum BundledWorkloads {
  /** 100 commands of 5 users. */
  TINY("tiny.txt"),
  /** 1,000 commands of 10 users. */
  SMALL("small.txt"),
  /** 10,000 commands of 100 users with 981 symbols: what the demo replays. */
  DEMO("demo.txt");

  private final String fileName;

  BundledWorkloads(String fileName) {
    this.fileName = fileName;
  }

  /** The file's name under {@code workloads/files}. */
  public String fileName() {
    return fileName;
  }

  /** Opens the workload from its first line; to be closed by the caller. */
  public WorkloadReader open() {
    InputStream in = BundledWorkloads.class.getResourceAsStream("files/" + fileName);
    if (in == null) {
      throw new IllegalStateException("the workload " + fileName + " is missing in this build");
    }
    return WorkloadReader.of(in);
  }
}
