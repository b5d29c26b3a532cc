#!/usr/bin/env bash
# Makes libonnxruntime.so beside an older libonnxruntime.so.1, for the managed package that this project uses.
# usage: tests/older_runtime/make.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's|.*<OrtVersion>\(.*\)</OrtVersion>.*|\1|p' "$here/../../Directory.Packages.props")
headers=$HOME/.nuget/packages/microsoft.ml.onnxruntime/$version/build/native/include
gcc -O2 -shared -fPIC -I "$headers" "$here/older_runtime.c" -o "$1/libonnxruntime.so" -ldl -Wl,-rpath,'$ORIGIN'
