package io.rialto.chaos.fault;

import java.io.IOException;
import java.util.List;

/** A break, and the members that it hits: chosen at the injection, when it is known who leads. */
final class ChosenFault implements Fault {

  private final Offer offer;
  private final MemberChoice choice;
  private final Break damage;
  private volatile List<String> members = List.of();

  ChosenFault(Offer offer, MemberChoice choice, Break damage) {
    this.offer = offer;
    this.choice = choice;
    this.damage = damage;
  }

  @Override
  public FaultKind kind() {
    return offer.kind();
  }

  @Override
  public Target target() {
    return offer.target();
  }

  @Override
  public List<String> members() {
    return members;
  }

  @Override
  public String sentence() {
    String whom = target().phrase();
    String who = members.isEmpty() ? whom : String.join(", ", members) + " (" + whom + ")";
    return who + ": " + kind().phrase();
  }

  @Override
  public void inject() throws IOException, InterruptedException {
    members = choice.members();
    damage.inject(members);
  }

  @Override
  public void heal() throws IOException, InterruptedException {
    damage.heal(members);
  }
}
