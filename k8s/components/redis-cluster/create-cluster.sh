#!/bin/sh
# Joins the six servers to a cluster. If one of them knows a whole cluster, it changes nothing. REDIS_CLI holds several
# options, so it is not quoted.
set -eu
REDISCLI_AUTH=$(cat "${PASSWORD_FILE:-/run/scrutin/password}")
export REDISCLI_AUTH
port=${REDIS_PORT:-6379}

# Sets `address` to that of a node, if the node answers there.
answers() {
  address=$(getent hosts "$1" | cut -d ' ' -f 1)
  [ -n "$address" ] && [ "$(redis-cli $REDIS_CLI -h "$address" -p "$port" ping 2>/dev/null)" = PONG ]
}

addresses=
nodes=
for number in 0 1 2 3 4 5; do
  until answers "redis-$number-node"; do sleep 1; done
  info=$(redis-cli $REDIS_CLI -h "$address" -p "$port" cluster info | tr -d '\r')
  if echo "$info" | grep -q '^cluster_slots_assigned:16384$' && echo "$info" | grep -q '^cluster_known_nodes:6$'; then
    echo 'The cluster exists.'
    exit 0
  fi
  addresses="$addresses $address"
  nodes="$nodes $address:$port"
done
# An attempt that was interrupted leaves nodes that know one another. They have no keys, otherwise Redis refuses this.
for address in $addresses; do redis-cli $REDIS_CLI -h "$address" -p "$port" cluster reset >/dev/null; done
# If a node misses its invitation, redis-cli would wait for ever. Kubernetes starts this script again when it fails.
exec timeout "${JOIN_TIMEOUT_S:-60}" redis-cli $REDIS_CLI --cluster create $nodes --cluster-replicas 1 --cluster-yes
