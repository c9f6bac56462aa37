#!/bin/bash
# Shows copydesk.entries from the beginning, and then as it changes: ./entries.sh KAFKA REGISTRY [OPTION…]
# OPTION is any of kafka-console-consumer.sh, such as --command-config client.properties, which says how to log in.
set -euo pipefail
kafka=$1 registry=$2
shift 2

# The contract, as the registry has it.
curl -fsS "$registry/subjects/copydesk.entries-value/versions/latest" > /dev/null

declare -A shown
kafka-console-consumer.sh --bootstrap-server "$kafka" --topic copydesk.entries --group "${GROUP:-example-shell}" \
  --from-beginning --isolation-level read_committed \
  --formatter-property print.key=true \
  --formatter-property value.deserializer=io.confluent.kafka.serializers.KafkaAvroDeserializer \
  --formatter-property value.deserializer.schema.registry.url="$registry" "$@" |
  while IFS=$'\t' read -r id entry; do
    if [ "$entry" = null ]; then # a tombstone: forget the entry
      unset "shown[$id]"
      echo "GONE $id"
    elif [[ $entry =~ '"version": '([0-9]+) ]] && ((BASH_REMATCH[1] > ${shown[$id]:-0})); then
      shown[$id]=${BASH_REMATCH[1]} # keep the highest version of each
      echo "$entry"
    fi
  done
