# What the scripts need of the operating system. Sourced, not run.

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

require_node() {
  have node || fail 'Node.js 20.19 or newer is needed: https://nodejs.org'
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js 20.19 or newer is needed; this is $(node --version)"
}

# install_packages 'redis-server flock': installs with the system's package manager; fails where there is none.
install_packages() {
  local manager names=() wanted
  for manager in apt-get dnf apk brew none; do have "$manager" && break; done
  for wanted in $1; do
    case "$manager:$wanted" in
      apt-get:flock | dnf:flock) names+=(util-linux) ;;
      dnf:redis-server | apk:redis-server | brew:redis-server) names+=(redis) ;;
      apt-get:compiler) names+=(make g++ python3) ;;
      dnf:compiler) names+=(make gcc-c++ python3) ;;
      apk:compiler) names+=(make g++ python3) ;;
      # A browser without fonts draws boxes instead of Vietnamese.
      apt-get:chromium) names+=(chromium fonts-dejavu-core) ;;
      dnf:chromium) names+=(chromium dejavu-sans-fonts) ;;
      apk:chromium) names+=(chromium font-dejavu) ;;
      none:*) return 1 ;;
      *) names+=("$wanted") ;;
    esac
  done
  say "installing ${names[*]} with $manager"
  case "$manager" in
    apt-get)
      as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${names[@]}" </dev/null >&2
      ;;
    dnf) as_root dnf install -y -q "${names[@]}" >&2 ;;
    apk) as_root apk add --quiet "${names[@]}" >&2 ;;
    brew) brew install --quiet "${names[@]}" >&2 ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! have sudo; then
    say "not root, and no sudo: cannot run $1"
    return 1
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@" # nobody is there to type a password
  fi
}
