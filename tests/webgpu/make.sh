#!/usr/bin/env bash
# A WebGPU provider without a graphics processor, to try and test everything that runs on one: ONNX Runtime with WebGPU from npm over Chromium's
# software driver (SwiftShader) from Debian. It computes on the CPU, 300 to 1,400 times slower than the CPU provider: its times mean nothing.
# usage: tests/webgpu/make.sh FOLDER && source FOLDER/env.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(realpath -m "$1")
mkdir -p "$folder/native" "$folder/driver"
cd "$folder"

npm pack --silent onnxruntime-node@1.30.0 > /dev/null
tar xzf onnxruntime-node-1.30.0.tgz --strip-components=5 -C native package/bin/napi-v6/linux/x64/libonnxruntime.so.1
rm onnxruntime-node-1.30.0.tgz
"$here/../older_runtime/make.sh" native

apt-get -q download chromium-common > /dev/null
dpkg -x chromium-common_*.deb driver
rm chromium-common_*.deb

cat > env.sh <<X
export ORT_NATIVE="$folder/native/libonnxruntime.so"
export VK_DRIVER_FILES="$folder/driver/usr/lib/chromium/vk_swiftshader_icd.json"
export LD_LIBRARY_PATH="$folder/driver/usr/lib/chromium\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
export XDG_RUNTIME_DIR=/tmp
X
echo "source '$folder/env.sh'"
