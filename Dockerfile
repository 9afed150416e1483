# One image for a node, the quote proxy and the simulated quote server; the first argument says which.
# Build the programs first:  ./mvnw -DskipTests package && docker build -t rialto .
# How to run it: docs/operating/containers.md.
FROM eclipse-temurin:25-jre

# Libraries first: they change seldom, so that a new build of Rialto is a small layer.
COPY quote-proxy/target/lib/ /opt/rialto/quote-proxy/lib/
COPY raft-node/target/lib/ /opt/rialto/raft-node/lib/
COPY quote-proxy/target/quote-proxy.jar /opt/rialto/quote-proxy/
COPY raft-node/target/raft-node.jar /opt/rialto/raft-node/
COPY docker/ /opt/rialto/bin/

# A number, so that an orchestrator can see that it is not root. Programs are root's: they are not for writing.
RUN mkdir /data && chown 10001:10001 /data
USER 10001:10001
VOLUME /data

# Clients, engines, health; the quote proxy; the simulated quote server.
EXPOSE 7001 7101 7201 7300 4444

# Whether a node lives. Whether it is ready is another question, with another answer: restarting does not help there.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/opt/rialto/bin/health"]

ENTRYPOINT ["/opt/rialto/bin/rialto"]
CMD ["--help"]
