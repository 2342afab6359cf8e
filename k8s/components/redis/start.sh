#!/bin/sh
# Starts Redis with the settings in /etc/redis. The password comes from a file and is given on standard input, so that it is
# neither in the arguments nor in the environment of the process.
set -eu
password=$(cat "${PASSWORD_FILE:-/run/scrutin/password}")
exec redis-server - <<CONFIGURATION
$(cat "${CONFIGURATION_FOLDER:-/etc/redis}"/*.conf)
requirepass $password
masterauth $password
CONFIGURATION
