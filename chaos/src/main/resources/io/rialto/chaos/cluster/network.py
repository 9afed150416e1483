#!/usr/bin/env python3
"""A network of namespaces on one machine: one for each node, joined by a switch in user space.

   network.py NODE...        (root; needs iproute2 and /dev/net/tun)

Each node's namespace has two devices. "mesh" leads to the other nodes, by way of this program, which
can delay, lose, double and cut what passes, packet by packet and direction by direction. "host"
leads straight to the machine's own namespace, for clients; no packet goes from one node to another
over it.

The first line printed tells the addresses (JSON). Then each line read is an order, answered by "ok"
or by what is wrong:

   cut FROM TO
   shape FROM TO DELAY_MILLIS JITTER_MILLIS LOSS DUPLICATION        (shares: 0 to 1)
   heal

At the end of the input, however it comes, everything that was made is taken away. What an earlier
run had to leave behind, because it was killed, is taken away at the start, by name.
"""
import fcntl
import heapq
import json
import os
import random
import select
import signal
import socket
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000

# Networks at once on one machine: 198.18.N.0/24, from the range kept for tests of networks (RFC 2544).
NETWORKS_MAX = 64
# Packets held back at once; as in a router, what comes on top is lost.
PACKETS_HELD_MAX = 50_000
# Packets taken from one device before the others have their turn.
PACKETS_A_TURN = 64
HOST = 254


def ip(*words, namespace=None):
    inside = [] if namespace is None else ["-n", namespace]
    subprocess.run(["ip", *inside, *words], check=True, stdin=subprocess.DEVNULL)


def batch(lines, namespace=None):
    inside = [] if namespace is None else ["-n", namespace]
    subprocess.run(["ip", *inside, "-batch", "-"], check=True, input="\n".join(lines), text=True)


def namespaces(number):
    """The namespaces of a network, by name: also those that a killed run left behind."""
    said = subprocess.run(["ip", "netns", "list"], check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout
    names = [line.split()[0] for line in said.splitlines() if line.strip()]
    return [name for name in names if name.startswith(f"rialto-{number}-")]


def remove(number):
    """Takes away all of a network; the processes inside, if any, first."""
    for name in namespaces(number):
        said = subprocess.run(["ip", "netns", "pids", name], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL).stdout
        for process in said.split():
            try:
                os.kill(int(process), signal.SIGKILL)
            except ProcessLookupError:
                pass  # It has ended by itself.
        # The device would go with its namespace, but only some time later. It may be gone already.
        subprocess.run(["ip", "link", "delete", name], stdin=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        ip("netns", "delete", name)


def claim():
    """A network's number that no living program uses, with what holds it; left-overs are removed.

    The claim is the name of a socket: it ends with the process, however that ends.
    """
    mine = None
    for number in range(NETWORKS_MAX):
        holder = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            holder.bind(f"\0rialto-network-{number}")
        except OSError:
            holder.close()
            continue
        remove(number)
        if mine is None:
            mine = (number, holder)
        else:
            holder.close()
    if mine is None:
        sys.exit(f"all {NETWORKS_MAX} networks are in use")
    return mine


class Way:
    """From one node to another."""

    def __init__(self):
        self.straighten()

    def straighten(self):
        self.cut, self.delay, self.jitter, self.loss, self.duplication = False, 0.0, 0.0, 0.0, 0.0

    def held_back(self):
        """For how many seconds a packet is to be held back; not at all if that is None."""
        if self.delay == 0 and self.jitter == 0:
            return None
        return max(0.0, self.delay + random.uniform(-self.jitter, self.jitter))


class Switch:
    def __init__(self, number, nodes):
        self.number, self.nodes = number, nodes
        self.taps, self.by_address, self.held, self.sequence = {}, {}, [], 0
        self.ways = {(a, b): Way() for a in nodes for b in nodes if a != b}

    def address(self, last):
        return f"198.18.{self.number}.{last}"

    def hardware_address(self, last):
        return bytes([2, 0, 0, 18, self.number, last])

    def build(self):
        for last, node in enumerate(self.nodes, 1):
            name = f"rialto-{self.number}-{node}"
            ip("netns", "add", name)
            batch([
                f"link add {name} type veth peer name host netns {name}",
                f"link set {name} addrgenmode none",
                f"address add {self.address(HOST)} peer {self.address(last)} dev {name}",
                f"link set {name} up"])
            # Made here and moved: whoever holds it open goes on serving it.
            self.taps[self.open_tap(f"rialto-{self.number}-tap")] = node
            ip("link", "set", f"rialto-{self.number}-tap", "netns", name, "name", "mesh")
            hardware = self.hardware_address(last)
            batch([
                "link set lo up",
                "link set host addrgenmode none",
                f"address add {self.address(last)} peer {self.address(HOST)} dev host",
                "link set host up",
                f"link set mesh addrgenmode none address {hardware.hex(':')}",
                f"address add {self.address(last)}/24 dev mesh",
                "link set mesh up",
                # Nobody asks who has an address: over a cut way it would be found out too early.
                *(f"neighbour add {self.address(other)} dev mesh nud permanent lladdr "
                  + self.hardware_address(other).hex(':')
                  for other in range(1, len(self.nodes) + 1) if other != last)], namespace=name)
        by_node = {node: tap for tap, node in self.taps.items()}
        for last, node in enumerate(self.nodes, 1):
            self.by_address[self.hardware_address(last)] = (node, by_node[node])

    @staticmethod
    def open_tap(name):
        tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
        return tap

    def layout(self):
        return {
            "host": self.address(HOST),
            "nodes": {node: {"address": self.address(last),
                             "namespace": f"rialto-{self.number}-{node}"}
                      for last, node in enumerate(self.nodes, 1)}}

    def obey(self, order):
        words = order.split()
        if words == ["heal"]:
            for way in self.ways.values():
                way.straighten()
            self.release(float("inf"))
            return "ok"
        way = self.ways.get(tuple(words[1:3]))
        if way is None:
            return f"no such way: {order}"
        if words[0] == "cut" and len(words) == 3:
            way.straighten()
            way.cut = True
            return "ok"
        if words[0] == "shape" and len(words) == 7:
            way.straighten()
            delay, jitter, way.loss, way.duplication = map(float, words[3:])
            way.delay, way.jitter = delay / 1000, jitter / 1000
            return "ok"
        return f"no such order: {order}"

    def take(self, tap):
        """Takes what a node has sent, and passes it on or holds it back."""
        sender = self.taps[tap]
        for _ in range(PACKETS_A_TURN):
            try:
                packet = os.read(tap, 65536)
            except BlockingIOError:
                return
            receiver = self.by_address.get(packet[:6])
            if receiver is None or receiver[1] == tap:
                continue  # Nobody has this address: there are no broadcasts here.
            way = self.ways[sender, receiver[0]]
            if way.cut or (way.loss and random.random() < way.loss):
                continue
            copies = 2 if way.duplication and random.random() < way.duplication else 1
            for _ in range(copies):
                self.send(way, receiver[1], packet)

    def send(self, way, tap, packet):
        seconds = way.held_back()
        if seconds is None:
            self.write(tap, packet)
        elif len(self.held) < PACKETS_HELD_MAX:
            self.sequence += 1
            heapq.heappush(self.held, (time.monotonic() + seconds, self.sequence, way, tap, packet))

    @staticmethod
    def write(tap, packet):
        try:
            os.write(tap, packet)
        except BlockingIOError:
            pass  # The receiver is overrun, and a packet is lost: TCP sends it again.

    def release(self, now):
        """Passes on what was held back long enough; over a way cut since then nothing arrives."""
        while self.held and self.held[0][0] <= now:
            _, _, way, tap, packet = heapq.heappop(self.held)
            if not way.cut:
                self.write(tap, packet)

    def serve(self):
        """Passes packets and obeys orders until nobody is left to give any."""
        events = select.epoll()
        orders, unread = sys.stdin.fileno(), b""
        for source in [*self.taps, orders]:
            events.register(source, select.EPOLLIN)
        while True:
            wait = max(0.0, self.held[0][0] - time.monotonic()) if self.held else None
            for source, _ in events.poll(wait):
                if source != orders:
                    self.take(source)
                    continue
                read = os.read(orders, 65536)
                if not read:
                    return
                *lines, unread = (unread + read).split(b"\n")
                for line in lines:
                    print(self.obey(line.decode()), flush=True)
            self.release(time.monotonic())


def end_with_parent():
    """Nobody but the end of the input ends this program: what it made must be taken away."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(name, signal.SIG_IGN)


def main():
    end_with_parent()
    number, holder = claim()
    try:
        switch = Switch(number, sys.argv[1:])
        switch.build()
        print(json.dumps(switch.layout()), flush=True)
        switch.serve()
    finally:
        remove(number)
        holder.close()


main()
