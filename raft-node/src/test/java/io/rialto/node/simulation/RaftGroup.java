package io.rialto.node.simulation;

import io.rialto.proto.log.LogEntry;
import java.util.Arrays;
import java.util.List;

/**
 * Raft's guarantees without its engine. Logs are replicated by messages that are late or lost and
 * are checked against the term and the entry before, as Raft does; an entry counts as committed
 * once a majority has it on disk and it is of the leader's own term. Only elections are made
 * simple: they happen in an instant, among those who hear the candidate, by Raft's rule for votes.
 * A leader that nobody reaches does not know that it is deposed.
 */
final class RaftGroup {
  private static final long HEARTBEAT_MICROS = 150 * VirtualTime.MILLIS;
  private static final long OFFICE_WITHOUT_ANSWERS_MICROS = 4 * VirtualTime.SECONDS;

  private final World world;
  private final List<RaftMember> members;
  private long highestTerm;

  RaftGroup(World world, List<RaftMember> members) {
    this.world = world;
    this.members = members;
  }

  /** Begins a member's timers; also after each restart. */
  void start(RaftMember member) {
    member.leading = false;
    member.leaderId = null;
    member.heardMicros = world.time().nowMicros();
    watch(member);
  }

  /** Kill -9: what was not yet on disk may be gone. */
  void killed(RaftMember member) {
    MemberLog log = member.log;
    long surelyKept = Math.max(log.syncedIndex(), log.firstIndex() - 1);
    long kept = world.chance().between(surelyKept, log.lastIndex());
    if (kept < log.lastIndex()) {
      log.cut(kept + 1);
    }
    log.synced(kept);
    member.leading = false;
    member.receivingSnapshot = false;
    ReplicaState.Snapshot newest = member.host.newestSnapshot();
    member.commitIndex = newest == null ? 0 : newest.index();
    if (newest != null && log.lastIndex() < newest.index()) {
      log.startAfter(newest.index(), newest.term());
    }
  }

  private void watch(RaftMember member) {
    member.process.after(
        world.chance().between(HEARTBEAT_MICROS / 2, HEARTBEAT_MICROS),
        () -> {
          if (member.leading) {
            lead(member);
          } else {
            follow(member);
          }
          watch(member);
        });
  }

  private void lead(RaftMember leader) {
    long now = world.time().nowMicros();
    long answering =
        members.stream()
            .filter(
                member ->
                    member == leader
                        || now - leader.answeredMicros[member.place]
                            < OFFICE_WITHOUT_ANSWERS_MICROS)
            .count();
    if (answering <= members.size() / 2) {
      stepDown(leader, "nobody answers");
    } else {
      members.forEach(peer -> replicate(leader, peer));
    }
  }

  private void follow(RaftMember member) {
    long patience = world.chance().between(600, 1_500) * VirtualTime.MILLIS;
    if (world.time().nowMicros() - member.heardMicros > patience && !member.receivingSnapshot) {
      elect(member);
    }
  }

  /** Lets the member stand for election. */
  void elect(RaftMember candidate) {
    if (!candidate.process.isRunning() || candidate.leading || candidate.receivingSnapshot) {
      return;
    }
    List<RaftMember> voters =
        members.stream().filter(voter -> candidate.hears(voter) || voter == candidate).toList();
    long votes = voters.stream().filter(voter -> voter.votesFor(candidate)).count();
    if (voters.size() <= members.size() / 2 || votes <= members.size() / 2) {
      return;
    }
    // Terms that a vote was lost in are of no interest: any higher one will do.
    long term = ++highestTerm;
    for (RaftMember voter : voters) {
      voter.term = term;
      voter.heardMicros = world.time().nowMicros();
      if (voter.leading) {
        stepDown(voter, "there is a new term");
      }
      voter.leaderId = candidate.id;
    }
    takeOffice(candidate);
  }

  private void takeOffice(RaftMember leader) {
    world.met(Happening.LEADER_CHANGE);
    world.event(leader.id, "wins term " + leader.term + " at index " + leader.log.lastIndex());
    leader.leading = true;
    leader.matched = new long[members.size()];
    leader.answeredMicros = new long[members.size()];
    Arrays.fill(leader.answeredMicros, world.time().nowMicros());
    Arrays.fill(leader.matched, -1);
    append(leader, null);
    leader.host.officeChanged();
  }

  /** The node asks for it; soon, because the engine does it on a thread of its own. */
  void stepDownWithWrongClock(RaftMember leader) {
    leader.process.after(
        VirtualTime.MILLIS,
        () -> {
          if (leader.leading) {
            stepDown(leader, "its clock is wrong");
          }
        });
  }

  private void stepDown(RaftMember leader, String why) {
    world.event(leader.id, "gives up its office: " + why);
    leader.leading = false;
    leader.leaderId = null;
    leader.heardMicros = world.time().nowMicros();
    leader.host.officeChanged();
  }

  // The log.

  /** Takes an entry as leader; null is the engine's own. */
  Logged append(RaftMember leader, LogEntry entry) {
    Logged logged = new Logged(leader.log.lastIndex() + 1, leader.term, entry);
    leader.log.append(logged);
    long term = leader.term;
    leader.process.after(
        world.chance().between(200, 6_000),
        () -> {
          if (leader.log.termAt(logged.index()) == term) {
            leader.log.synced(logged.index());
            advance(leader);
          }
        });
    members.forEach(peer -> replicate(leader, peer));
    return logged;
  }

  private void replicate(RaftMember leader, RaftMember peer) {
    if (peer == leader || !leader.leading) {
      return;
    }
    long known = leader.matched[peer.place];
    boolean usable = known >= leader.log.firstIndex() - 1;
    long previous = usable ? known : commonPrefix(leader, peer);
    if (previous < leader.log.firstIndex() - 1) {
      sendSnapshot(leader, peer);
      return;
    }
    List<Logged> entries = leader.log.from(previous + 1);
    long previousTerm = leader.log.termAt(previous);
    long term = leader.term;
    long commit = leader.commitIndex;
    send(leader, peer, () -> receive(leader, peer, term, previous, previousTerm, entries, commit));
  }

  /** What Raft finds out by asking back: where the two logs part. */
  private static long commonPrefix(RaftMember leader, RaftMember peer) {
    long index = Math.min(leader.log.lastIndex(), peer.log.lastIndex());
    while (index >= leader.log.firstIndex()
        && index >= peer.log.firstIndex()
        && leader.log.termAt(index) != peer.log.termAt(index)) {
      index--;
    }
    return index;
  }

  private void send(RaftMember from, RaftMember to, Runnable delivery) {
    if (!world.weather().faultsOver() && world.chance().percent(3)) {
      return;
    }
    long life = to.process.incarnation();
    world
        .time()
        .after(
            world.chance().between(200, 4_000),
            () -> {
              if (from.connectedTo(to)) {
                to.process.run(life, delivery);
              }
            });
  }

  private void receive(
      RaftMember leader,
      RaftMember peer,
      long term,
      long previous,
      long previousTerm,
      List<Logged> entries,
      long commit) {
    if (refusesTerm(leader, peer, term) || peer.receivingSnapshot) {
      return;
    }
    if (previous < peer.log.firstIndex() - 1 || peer.log.termAt(previous) != previousTerm) {
      send(peer, leader, () -> answered(leader, peer, term, -1));
      return;
    }
    for (Logged logged : entries) {
      long there = peer.log.termAt(logged.index());
      if (there != -1 && there != logged.term()) {
        overwrite(peer, logged.index());
        there = -1;
      }
      if (there == -1) {
        peer.log.append(logged);
      }
    }
    long last = previous + entries.size();
    peer.log.synced(last);
    commitUpTo(peer, Math.min(commit, last));
    send(peer, leader, () -> answered(leader, peer, term, last));
  }

  private boolean refusesTerm(RaftMember leader, RaftMember peer, long term) {
    if (term < peer.term) {
      long newer = peer.term;
      send(
          peer,
          leader,
          () -> {
            if (leader.leading && leader.term < newer) {
              leader.term = newer;
              stepDown(leader, "it hears of term " + newer);
            }
          });
      return true;
    }
    peer.term = term;
    peer.heardMicros = world.time().nowMicros();
    if (peer.leading && peer != leader) {
      stepDown(peer, "it hears from " + leader.id + " of term " + term);
    }
    peer.leaderId = leader.id;
    return false;
  }

  private void overwrite(RaftMember peer, long index) {
    if (index <= peer.commitIndex) {
      throw new Violation(peer.id + " is to overwrite committed entry " + index);
    }
    world.met(Happening.LOST_TAIL);
    world.event(peer.id, "drops its log from " + index + " on");
    peer.log.cut(index);
    peer.host.cutOffFromIndex(index);
  }

  private void answered(RaftMember leader, RaftMember peer, long term, long last) {
    if (!leader.leading || leader.term != term) {
      return;
    }
    leader.answeredMicros[peer.place] = world.time().nowMicros();
    leader.matched[peer.place] = last < 0 ? -1 : Math.max(leader.matched[peer.place], last);
    advance(leader);
  }

  /** Commits what a majority has on disk, if that reaches into the leader's own term. */
  private void advance(RaftMember leader) {
    if (!leader.leading) {
      return;
    }
    long[] onDisk = leader.matched.clone();
    onDisk[leader.place] = leader.log.syncedIndex();
    Arrays.sort(onDisk);
    long agreed = onDisk[(members.size() - 1) / 2];
    if (agreed > leader.commitIndex && leader.log.termAt(agreed) == leader.term) {
      for (long index = leader.commitIndex + 1; index <= agreed; index++) {
        Logged logged = leader.log.get(index);
        boolean news = index > world.examiner().logIndex();
        if (news && logged.term() != leader.term && logged.entry() != null) {
          world.met(Happening.SURVIVING_TAIL);
        }
      }
      commitUpTo(leader, agreed);
    }
  }

  private static void commitUpTo(RaftMember member, long index) {
    if (index > member.commitIndex) {
      member.commitIndex = index;
      member.host.committed();
    }
  }

  // Snapshots.

  private void sendSnapshot(RaftMember leader, RaftMember peer) {
    ReplicaState.Snapshot snapshot = leader.host.newestSnapshot();
    if (peer.receivingSnapshot || !leader.hears(peer)) {
      return;
    }
    peer.receivingSnapshot = true;
    long term = leader.term;
    world.event(peer.id, "receives snapshot " + snapshot.index() + " from " + leader.id);
    peer.process.after(
        world.chance().between(100, 2_500) * VirtualTime.MILLIS,
        () -> {
          peer.receivingSnapshot = false;
          if (!leader.hears(peer) || refusesTerm(leader, peer, term)) {
            world.event(peer.id, "lost the snapshot that it was receiving");
          } else if (snapshot.index() > peer.host.appliedIndex()) {
            install(peer, snapshot);
          }
        });
  }

  private void install(RaftMember peer, ReplicaState.Snapshot snapshot) {
    world.met(Happening.INSTALL);
    world.event(peer.id, "installs snapshot " + snapshot.index());
    peer.log.startAfter(snapshot.index(), snapshot.term());
    peer.host.cutOffFromIndex(1);
    peer.host.install(snapshot);
    peer.commitIndex = Math.max(peer.commitIndex, snapshot.index());
  }
}
