#!/bin/bash
# Starts Kafka, one broker with its controller, as its image does; after a kill, the controller first alone.
#
# A killed broker leads its partitions on record until its session ends, and the next one takes that for its own
# election. When it is put right seconds later, Kafka 4.3 passes over the ends of transactions that were being written
# at the kill, and their readers wait for ever (KAFKA-20734). So the controller first forgets it.
set -euo pipefail
start=/etc/kafka/docker/run

if [ -d "$KAFKA_LOG_DIRS/__cluster_metadata-0" ] && [ ! -e "$KAFKA_LOG_DIRS/.kafka_cleanshutdown" ]; then
  (
    unset KAFKA_ADVERTISED_LISTENERS KAFKA_INTER_BROKER_LISTENER_NAME
    KAFKA_PROCESS_ROLES=controller KAFKA_LISTENERS=CONTROLLER://:9093 exec "$start"
  ) &
  controller=$!
  trap 'kill "$controller"; wait "$controller" || true; exit 143' TERM INT
  KAFKA_LOG4J_OPTS='' /opt/kafka/bin/kafka-cluster.sh unregister --bootstrap-controller kafka:9093 --id "$KAFKA_NODE_ID" &
  wait $! || printf 'The broker that was killed was not on record\n' >&2
  kill "$controller"
  wait "$controller" || true
  trap - TERM INT
fi
exec "$start"
