#!/usr/bin/env bash
# Leaves nothing in the image that belongs to the build machine alone.
set -euo pipefail

# each machine makes its own identity at its first boot
rm -f /etc/ssh/ssh_host_*
truncate -s 0 /etc/machine-id
rm -f /var/lib/dbus/machine-id
cloud-init clean --logs

# each machine's Docker makes its own identity, and joins its swarm, at its first boot
systemctl stop docker.service docker.socket
rm -rf /var/lib/docker /etc/docker/key.json

# the key that this build came in with
rm -f /root/.ssh/authorized_keys /home/*/.ssh/authorized_keys

# what the build wrote
rm -rf /tmp/docker
rm -f /root/.bash_history /home/*/.bash_history
rm -rf /var/log/journal/*
apt-get clean
rm -rf /var/lib/apt/lists/*

sync
