package io.rialto.chaos.audit;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps every way in which the present entry may have come to where the log is. The audit log shows
 * neither where an entry begins, nor the commands that were answered as duplicates or refused by
 * their session, before which what is due of their user is settled too. So a log has several
 * readings, and what comes next must fit one of them; a reading that it does not fit is given up.
 */
final class EntryCourses {

  private enum Stage {
    /** Orders end and rounds go on, and count. Quotes come after that. */
    SETTLING,
    /** An earlier round of a symbol comes to its end, because a newer quote is next. */
    ENDING_A_ROUND,
    /** Commands, before each of which what is due of its user is settled. */
    COMMANDS
  }

  /**
   * One way.
   *
   * @param counted how much of the bound is used up
   * @param timeKnown false while only quotes were seen of the entry, which have the proxy's time
   * @param concerned the symbol whose round is coming to its end, or the user of whom there is more
   *     to settle before anything else; else empty
   */
  private record Course(Stage stage, int counted, boolean timeKnown, String concerned) {}

  /**
   * What is due at a place of the log.
   *
   * @param orders whether a pending order is over
   * @param firings whether there is a turn that must show a firing
   * @param idleTurns how many go by without one before that, at most
   * @param idleTurnsLeast the same without those that may be over
   */
  record Due(boolean orders, boolean firings, int idleTurns, int idleTurnsLeast) {

    private boolean isNothing() {
      return !orders && !firings;
    }
  }

  /**
   * What an expiry or a firing may be, by its place among all that is due.
   *
   * @param countsLeast with {@code countsMost} how much of the bound it takes, with the idle turns
   *     before it, if it is the first of all; 0 if it is not
   * @param user whose it is, if it is the first that is due of this user; else empty
   * @param lastOfUser whether nothing more is due of the user then
   * @param symbol of its round, if it is the first of this round; else empty
   */
  record Role(int countsLeast, int countsMost, String user, boolean lastOfUser, String symbol) {

    /** The same, and nothing more is due of the user then. */
    Role last() {
      return new Role(countsLeast, countsMost, user, true, symbol);
    }
  }

  private static final Course BEGINNING = new Course(Stage.SETTLING, 0, true, "");
  private static final Course BEGINNING_SOMETIME = new Course(Stage.SETTLING, 0, false, "");
  private static final Course AMONG_COMMANDS = new Course(Stage.COMMANDS, 0, true, "");

  private final int perEntryMax;
  private Set<Course> courses = Set.of(BEGINNING);

  /** Those that the step under way leaves, and what it does to idle turns. */
  private Set<Course> next;

  private int idleLeast;
  private int idleMost;

  EntryCourses(int perEntryMax) {
    this.perEntryMax = perEntryMax;
  }

  /** How many idle turns at the head have surely gone by with the last step. */
  int idleLeast() {
    return idleLeast;
  }

  /** How many may have. */
  int idleMost() {
    return idleMost;
  }

  /** Whether the bound of the present entry may be used up. */
  boolean mayBeFull() {
    return courses.stream().anyMatch(course -> course.counted == perEntryMax);
  }

  /** Whether the log may end here. */
  boolean mayEnd(Due due) {
    return courses.stream().anyMatch(course -> mayEnd(course, due));
  }

  /** Whether an earlier round may be coming to its end, because a newer quote is next. */
  boolean mayBeEndingARound() {
    return courses.stream().anyMatch(course -> course.stage == Stage.ENDING_A_ROUND);
  }

  /** An expiry or a firing that no command has brought about. Returns whether it fits. */
  boolean settle(Role role, Due due) {
    begin();
    for (Course course : andAnother(due, BEGINNING)) {
      settle(course, role, due);
    }
    if (next.isEmpty()) {
      // Nobody knows where it belongs: that the count goes on, or that commands have begun.
      courses.stream()
          .filter(course -> course.stage == Stage.SETTLING)
          .map(course -> settling(Math.min(perEntryMax, course.counted + 1)))
          .forEach(next::add);
      next.add(AMONG_COMMANDS);
      return end(false);
    }
    return end(true);
  }

  private void settle(Course course, Role role, Due due) {
    if (course.stage == Stage.SETTLING) {
      count(course, role);
    }
    if (mayEnd(course, due) || isAmongCommandsOf(course, role.user)) {
      settleForCommand(course, role, due);
    }
    boolean begins = isSettled(course, due) && !role.symbol.isEmpty();
    boolean goesOn = course.stage == Stage.ENDING_A_ROUND && course.concerned.equals(role.symbol);
    if (begins || goesOn) {
      Course ending = new Course(Stage.ENDING_A_ROUND, perEntryMax, true, role.symbol);
      add(ending, idle(course, due), idleMost(course, due));
    }
  }

  private void count(Course course, Role role) {
    // Before an entry that has settled nothing there may be others of idle turns alone.
    int least = course.counted == 0 ? Math.min(1, role.countsLeast) : role.countsLeast;
    int idle = role.countsMost - 1;
    for (int counts = least; counts > 0 && counts <= role.countsMost; counts++) {
      int sum = course.counted + counts;
      if (sum <= perEntryMax) {
        add(settling(sum), idle, idle);
      } else if (counts > 1 && sum - perEntryMax <= perEntryMax) {
        // Idle turns have filled the entry: this is in the one after it.
        add(settling(sum - perEntryMax), idle, idle);
      }
    }
  }

  private void settleForCommand(Course course, Role role, Due due) {
    if (!role.user.isEmpty()) {
      String more = role.lastOfUser ? "" : role.user;
      add(new Course(Stage.COMMANDS, 0, true, more), idle(course, due), idleMost(course, due));
    }
  }

  /** A quote is accepted. Returns whether it fits. */
  boolean quote(String symbol, boolean roundIsOver, Due due) {
    begin();
    for (Course course : andAnother(due, BEGINNING_SOMETIME)) {
      boolean ended = course.stage == Stage.ENDING_A_ROUND && course.concerned.equals(symbol);
      if (roundIsOver && (ended || isSettled(course, due))) {
        goOnToQuotes(course, due);
      }
    }
    if (next.isEmpty()) {
      next.add(BEGINNING_SOMETIME);
      return end(false);
    }
    return end(true);
  }

  /** The quotes of an entry come when all is settled, idle turns too, or it is full. */
  private void goOnToQuotes(Course course, Due due) {
    int idleTurnsLeast = course.counted == 0 ? 0 : due.idleTurnsLeast;
    int least = due.isNothing() ? course.counted + idleTurnsLeast : perEntryMax;
    int most = Math.min(perEntryMax, course.counted + due.idleTurns);
    for (int counted = Math.min(perEntryMax, least); counted <= most; counted++) {
      add(
          new Course(Stage.SETTLING, counted, course.timeKnown, ""),
          idle(course, due),
          idleMost(course, due));
    }
  }

  /** A command comes. Returns whether it fits. */
  boolean command(Due due) {
    begin();
    for (Course course : andAnother(due, BEGINNING)) {
      if (mayEnd(course, due)) {
        add(AMONG_COMMANDS, idle(course, due), idleMost(course, due));
      }
    }
    boolean fits = !next.isEmpty();
    next.add(AMONG_COMMANDS);
    return end(fits);
  }

  /**
   * Log time goes on, and so there is another entry. Returns whether that fits.
   *
   * @param ordersThen whether an order is over at the later time
   */
  boolean passTime(Due due, boolean ordersThen) {
    begin();
    for (Course course : courses) {
      if (mayEnd(course, due)) {
        add(BEGINNING, idle(course, due), due.orders ? 0 : due.idleTurns);
      }
      if (!course.timeKnown && !ordersThen) {
        add(settling(course.counted), 0, 0);
      }
    }
    boolean fits = !next.isEmpty();
    if (!fits) {
      next.add(BEGINNING);
    }
    return end(fits);
  }

  private Set<Course> andAnother(Due due, Course beginning) {
    if (!mayEnd(due)) {
      return courses;
    }
    Set<Course> all = new HashSet<>(courses);
    all.add(beginning);
    return all;
  }

  /** Whether a command may come, or another entry: nothing is left that had to come before. */
  private boolean mayEnd(Course course, Due due) {
    return isSettled(course, due) || (course.stage == Stage.COMMANDS && course.concerned.isEmpty());
  }

  private static boolean isAmongCommandsOf(Course course, String user) {
    return course.stage == Stage.COMMANDS && course.concerned.equals(user);
  }

  /** Whether nothing is left that the entry has to settle, or its bound is used up. */
  private boolean isSettled(Course course, Due due) {
    return course.stage == Stage.SETTLING
        && (due.isNothing()
            || course.counted == perEntryMax
            || (!due.orders && course.counted + due.idleTurns >= perEntryMax));
  }

  /** How many idle turns the entry has taken when its settling is over. */
  private int idle(Course course, Due due) {
    boolean takes = course.stage == Stage.SETTLING && !due.orders;
    return takes ? Math.min(due.idleTurns, perEntryMax - course.counted) : 0;
  }

  /** The same, with the entries before it that may have shown nothing but idle turns. */
  private int idleMost(Course course, Due due) {
    boolean others = course.stage == Stage.SETTLING && course.counted == 0 && !due.orders;
    return others ? due.idleTurns : idle(course, due);
  }

  private static Course settling(int counted) {
    return new Course(Stage.SETTLING, counted, true, "");
  }

  private void begin() {
    next = new HashSet<>();
    idleLeast = Integer.MAX_VALUE;
    idleMost = 0;
  }

  private void add(Course course, int least, int most) {
    next.add(course);
    idleLeast = Math.min(idleLeast, least);
    idleMost = Math.max(idleMost, most);
  }

  private boolean end(boolean fits) {
    courses = next;
    idleLeast = Math.min(idleLeast, idleMost);
    return fits;
  }
}
