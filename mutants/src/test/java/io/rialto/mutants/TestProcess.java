package io.rialto.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests that its arguments name and writes what became of them into a file. */
public final class TestProcess {
  private final List<String> lines = new ArrayList<>();
  private int ran;

  private TestProcess() {}

  public static void main(String[] arguments) throws IOException {
    TestProcess process = new TestProcess();
    process.run(Stream.of(arguments).skip(1).map(TestProcess::selector).toList());
    process.lines.add("ran " + process.ran);
    Files.write(Path.of(arguments[0]), process.lines);
    // Broken code may have left threads behind.
    Runtime.getRuntime().halt(0);
  }

  private static DiscoverySelector selector(String test) {
    int hash = test.indexOf('#');
    return hash < 0 ? selectClass(test) : method(test.substring(0, hash), test.substring(hash + 1));
  }

  /** By name alone, whatever parameters it takes. */
  private static DiscoverySelector method(String type, String name) {
    try {
      Class<?> testClass = Class.forName(type);
      return Stream.of(testClass.getDeclaredMethods())
          .filter(method -> method.getName().equals(name))
          .findFirst()
          .map(method -> selectMethod(testClass, method))
          .orElseThrow(() -> new IllegalArgumentException(type + " has no test " + name));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("there is no test class " + type, e);
    }
  }

  private void run(List<DiscoverySelector> selectors) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                finished(test, result);
              }
            });
  }

  private void finished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      ran++;
    }
    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      return;
    }
    Throwable cause = result.getThrowable().orElse(null);
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof LinkageError) {
        lines.add("trouble " + each);
      }
    }
    System.out.println(test.getDisplayName() + " failed");
    if (cause != null) {
      cause.printStackTrace(System.out);
    }
    lines.add("failed " + nameOf(test));
  }

  private static String nameOf(TestIdentifier test) {
    return test.getSource()
        .map(
            source -> {
              if (source instanceof MethodSource method) {
                return method.getClassName() + "#" + method.getMethodName();
              }
              return source instanceof ClassSource type
                  ? type.getClassName()
                  : test.getDisplayName();
            })
        .orElse(test.getDisplayName());
  }
}
