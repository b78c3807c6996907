#!/bin/sh
# JupyterHub with the assessment on this machine: `scripts/hub.sh install`, `accounts NAME…`,
# `run`, `remove`. Everything lies in ASSESS_HUB_HOME (default: /opt/assess-hub) and, what the hub
# remembers, in ASSESS_HUB_STATE (default: /srv/assess-hub).
set -eu
cd "$(dirname "$0")/.."
here=${ASSESS_HUB_HOME:-/opt/assess-hub}
state=${ASSESS_HUB_STATE:-/srv/assess-hub}
service=${ASSESS_SHARING_USER:-assess-sharing}

say() { printf '%s\n' "$*" >&2; }
[ "$(id -u)" = 0 ] || { say "The hub starts each person's server as that person's own account, so it needs root: sudo make hub"; exit 1; }

packages() {
    missing=""
    command -v runuser >/dev/null || missing="$missing util-linux"
    command -v node >/dev/null && command -v npm >/dev/null || missing="$missing nodejs npm"
    /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3 python3-venv"
    [ -z "$missing" ] || {
        command -v apt-get >/dev/null || { say "Please install first:$missing"; exit 1; }
        apt-get update -qq
        # shellcheck disable=SC2086 # a list of packages
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
    } >&2
}

install() {
    packages
    mkdir -p "$here"
    # a Python that every account can run: not one below somebody's home
    [ -x "$here/venv/bin/pip" ] || { rm -rf "$here/venv"; /usr/bin/python3 -m venv "$here/venv"; }
    pip="$here/venv/bin/python -m pip --disable-pip-version-check --quiet --no-cache-dir"
    if ! cmp -s requirements-hub.txt "$here/requirements-hub.txt"; then
        say "Installing the hub into $here (once; a minute or two)"
        if [ -x .venv/bin/uv ]; then # the same files, sooner
            .venv/bin/uv pip install --quiet --compile-bytecode --python "$here/venv/bin/python" --require-hashes --only-binary :all: -r requirements-hub.txt
        else
            $pip install --require-hashes --only-binary :all: -r requirements-hub.txt
        fi
        cp requirements-hub.txt "$here/"
    fi
    wheels=$(mktemp -d)
    $pip wheel --no-deps --no-build-isolation --wheel-dir "$wheels" .
    $pip install --no-deps --force-reinstall "$wheels"/assess_po_pm-*.whl
    rm -rf "$wheels"
    mkdir -p "$here/venv/etc/jupyter"
    cp deploy/jupyter_server_config.json "$here/venv/etc/jupyter/"
    cp deploy/jupyterhub_config.py "$here/"
    if [ ! -x "$here/node_modules/.bin/configurable-http-proxy" ]; then
        # its version 5 needs Node.js 20; Debian 12 has 18
        version=5.3.0
        node -e 'process.exit(Number(process.versions.node.split(".")[0] >= 20))' && version=4.6.3
        npm install --silent --no-audit --no-fund --prefix "$here" "configurable-http-proxy@$version" >&2
    fi
    chmod -R go+rX "$here"
    id "$service" >/dev/null 2>&1 || useradd --system --shell /usr/sbin/nologin "$service"
    mkdir -p "$state"
    chmod 711 "$state"
    mkdir -p "$state/hub" "$state/sharing"
    chown "$service" "$state/sharing"
    chmod 700 "$state/hub" "$state/sharing"
}

# accounts to try it with: each gets a home that only it can read, and a password that is printed
accounts() {
    for name in "$@"; do
        id "$name" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$name"
        chmod 700 "$(getent passwd "$name" | cut -d: -f6)"
        password=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \n')
        printf '%s:%s\n' "$name" "$password" | chpasswd
        printf '%s %s\n' "$name" "$password"
    done
}

run() {
    export ASSESS_HUB_STATE="$state" ASSESS_SHARING_USER="$service"
    export PATH="$here/venv/bin:$here/node_modules/.bin:$PATH"
    cd "$state/hub"
    exec "$here/venv/bin/python" -m jupyterhub -f "$here/jupyterhub_config.py"
}

case ${1:-} in
install) install ;;
accounts) shift && accounts "$@" ;;
run) run ;;
try)
    install
    say "Three accounts to try it with (name, password):"
    accounts try-person try-other try-coach
    ASSESS_HUB_PEOPLE=try-person,try-other,try-coach
    ASSESS_HUB_COACHES=try-coach
    export ASSESS_HUB_PEOPLE ASSESS_HUB_COACHES
    say "Log in at ${ASSESS_HUB_URL:-http://127.0.0.1:8000} (stop with Ctrl-C; remove all with: make hub-remove)"
    run
    ;;
remove)
    for name in try-person try-other try-coach "$service"; do
        ! id "$name" >/dev/null 2>&1 || userdel --remove "$name" 2>/dev/null || true
    done
    rm -rf "$here" "$state"
    ;;
*) say "usage: scripts/hub.sh install | accounts NAME… | run | try | remove"; exit 2 ;;
esac
