# ejabberd and prosody with group chat, archiving on, anonymous sign-in and no presence of others, on loopback, with all
# they keep in a folder. To be sourced; needs bash.

peers_install() {
  command -v ejabberdctl >/dev/null && command -v prosody >/dev/null && return
  local sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  # Debian would start them at once.
  local policy=/usr/sbin/policy-rc.d made=""
  [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null; $sudo chmod +x $policy; made=1; }
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends ejabberd prosody >/dev/null
  [ -z "$made" ] || $sudo rm $policy
}

wait_for() { for _ in $(seq 1800); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep .1; done; echo "Nothing answers on port $1." >&2; return 1; }

# Each sets $peer to the number of the process.
start_ejabberd() { # FOLDER PORT
  mkdir -p "$1/spool" "$1/log"
  cat >"$1/ejabberd.yml" <<YAML
hosts: [localhost]
loglevel: error
listen: [{port: $2, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: all, starttls: false}]
auth_method: [anonymous]
anonymous_protocol: sasl_anon
allow_multiple_connections: true
registration_timeout: infinity
modules:
  mod_mam: {assume_mam_usage: true, default: always}
  mod_muc:
    access: all
    access_create: all
    access_mam: all
    history_size: 0
    max_users: 20000
    min_message_interval: 0
    default_room_options: {mam: true, max_users: 20000, presence_broadcast: []}
YAML
  local libs; libs=$(dirname "$(ls -d /usr/lib/*/ejabberd-*/ebin | head -n 1 | xargs dirname)")
  HOME=$1 ERL_LIBS=$libs erl -noinput -noshell +K true +P 250000 +Q 65536 -mnesia dir "\"$1/spool\"" \
    -ejabberd config "\"$1/ejabberd.yml\"" log_path "\"$1/log/ejabberd.log\"" -s ejabberd >"$1/out" 2>&1 &
  peer=$!
  wait_for "$2"
}

start_prosody() { # FOLDER PORT
  mkdir -p "$1/data"
  cat >"$1/prosody.cfg.lua" <<LUA
pidfile = "$1/prosody.pid"; data_path = "$1/data"; daemonize = false; run_as_root = true
interfaces = { "127.0.0.1" }; c2s_ports = { $2 }; s2s_ports = {}; log = { error = "$1/log" }; network_backend = "epoll"
modules_enabled = { "saslauth", "roster", "disco" }; modules_disabled = { "s2s", "offline" }
authentication = "anonymous"; c2s_require_encryption = false; allow_unencrypted_plain_auth = true; limits = {}
storage = "internal"
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = { "muc_mam" }
  muc_log_by_default = true; muc_log_all_rooms = true; muc_room_locking = false; restrict_room_creation = false
  muc_room_default_presence_broadcast = { visitor = false; participant = false; moderator = false }
LUA
  prosody --config "$1/prosody.cfg.lua" >"$1/out" 2>&1 &
  peer=$!
  wait_for "$2"
}
