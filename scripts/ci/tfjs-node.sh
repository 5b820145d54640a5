#!/usr/bin/env bash
# For CI on Linux x86-64 only, where tfjs-node's own download of libtensorflow is blocked: takes libtensorflow 2.9.1 out of
# the tensorflow-cpu wheel on PyPI, builds tfjs-node's addon against it and loads it. No user ever needs this.
#
# Needs Python 3 with pip, a C++ compiler with make and binutils, and Node's headers (in Node's own tarball, or libnode-dev).
# Keeps what it downloads (0.5 GB unpacked) in build/tfjs-node, or in the folder named by TFJS_NODE_CACHE.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The version that tfjs-node 4.22.0 is made for.
readonly wheel='tensorflow-cpu==2.9.1 --hash=sha256:6666ddeae45e1f41da788cb4bdea3435aba16edb0bc17b7ac00631c7c9eb052e'
readonly cache="$(mkdir -p "${TFJS_NODE_CACHE:-build/tfjs-node}" && cd "${TFJS_NODE_CACHE:-build/tfjs-node}" && pwd)"
readonly package=node_modules/@tensorflow/tfjs-node

loaded_version() {
	TF_CPP_MIN_LOG_LEVEL=1 node -p 'require("@tensorflow/tfjs-node").backend().binding.TF_Version' 2>/dev/null
}

fail() {
	echo "tfjs-node: $1" >&2
	exit 1
}

# Fills $cache/deps with lib and include as tfjs-node's binding.gyp expects them.
fetch_libtensorflow() {
	local work="$cache/work"
	rm -rf "$work" && mkdir -p "$work/deps/lib"
	echo "$wheel" >"$work/requirements.txt"
	python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
		--python-version 3.10 --platform manylinux2014_x86_64 \
		--require-hashes --requirement "$work/requirements.txt" --dest "$work"
	python3 - "$work" <<-'PYTHON'
		import pathlib, sys, zipfile
		work = pathlib.Path(sys.argv[1])
		wanted = (
		    "tensorflow/libtensorflow_framework.so.2",
		    "tensorflow/python/_pywrap_tensorflow_internal.so",
		    "tensorflow/include/tensorflow/c/",
		    "tensorflow/include/tensorflow/core/platform/",
		)
		with zipfile.ZipFile(next(work.glob("*.whl"))) as wheel:
		    wheel.extractall(work, [name for name in wheel.namelist() if name.startswith(wanted)])
	PYTHON
	mv "$work/tensorflow/include" "$work/deps/include"
	mv "$work/tensorflow/libtensorflow_framework.so.2" "$work/tensorflow/python/_pywrap_tensorflow_internal.so" "$work/deps/lib"
	make_libtensorflow "$work/deps/lib"
	rm -rf "$cache/deps"
	mv "$work/deps" "$cache/deps"
	rm -rf "$work"
}

# The wheel keeps the C API in a Python extension. libtensorflow.so.2 becomes a shim that loads it and stands in for
# the Python symbols it asks for at load time; the C API never calls them (the functions abort).
make_libtensorflow() (
	cd "$1"
	{
		echo '#include <stdlib.h>'
		readelf --relocs --wide _pywrap_tensorflow_internal.so | awk '
			$5 !~ /^_?Py/ || seen[$5]++ { next }
			$3 ~ /JUMP_SLOT/ { print "void " $5 "(void) { abort(); }"; next }
			{ print "char " $5 "[1024];" }'
	} >python.c
	cc -shared -fPIC -fno-builtin -o libtensorflow.so.2 python.c -Wl,-soname,libtensorflow.so.2 \
		-Wl,--no-as-needed -Wl,-rpath,'$ORIGIN' -L. -l:_pywrap_tensorflow_internal.so
	rm python.c
	ln -s libtensorflow.so.2 libtensorflow.so
	ln -s libtensorflow_framework.so.2 libtensorflow_framework.so
)

# Prints the prefix whose include/node holds Node's headers; the N-API in them is the same for every Node version.
node_headers() {
	local prefix
	for prefix in "$(node -p 'path.dirname(path.dirname(process.execPath))')" /usr; do
		if [ -f "$prefix/include/node/node_api.h" ]; then
			echo "$prefix"
			return
		fi
	done
	fail "Node's headers are missing: install libnode-dev, or Node from its own tarball"
}

build_addon() {
	local nodedir
	nodedir="$(node_headers)"
	export LDFLAGS="-Wl,--no-as-needed"
	# npm brings its own node-gyp and names it to what it runs.
	npm exec --call "cd $package && node \"\$npm_config_node_gyp\" rebuild --silent --nodedir=$nodedir -- \
		-Dmodule_name=tfjs_binding -Dmodule_path=\"\$PWD/lib/napi-v8\" -Dnapi_build_version=8" >/dev/null
}

if version="$(loaded_version)"; then
	echo "tfjs-node loads libtensorflow $version already"
	exit 0
fi
[ "$(uname -sm)" = "Linux x86_64" ] || fail "this script is made for Linux on x86-64, not for $(uname -sm)"

# npm removes an optional package whose install script failed: put it back without running that script.
[ -d "$package" ] || npm install --no-save --no-audit --no-fund --ignore-scripts
[ -e "$cache/deps/lib/libtensorflow.so.2" ] || fetch_libtensorflow
rm -rf "$package/deps"
cp -al "$cache/deps" "$package/deps" 2>/dev/null || cp -a "$cache/deps" "$package/deps"
build_addon
version="$(loaded_version)" || fail "the addon was built but does not load: node -e 'require(\"@tensorflow/tfjs-node\")' says why"
echo "tfjs-node loads libtensorflow $version"
