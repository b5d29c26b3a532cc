#!/usr/bin/env bash
# A CUDA provider without a graphics processor, to test what can be tested of it: ONNX Runtime with CUDA from npm over a fake CUDA 13 (fake_cuda.c),
# which computes products of matrices and leaves out all else. Its times and most of its answers mean nothing. 300 MB of downloads.
# usage: tests/cuda/make.sh FOLDER && source FOLDER/env.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(realpath -m "$1")
mkdir -p "$folder/native"
cd "$folder"

npm pack --silent com.github.asus4.onnxruntime.linux-x64-gpu@0.4.9 onnxruntime-node@1.29.0 > /dev/null
tar xzf com.github.asus4.onnxruntime.linux-x64-gpu-0.4.9.tgz --strip-components=4 -C native \
    package/Plugins/Linux/x64/libonnxruntime_providers_cuda.so package/Plugins/Linux/x64/libonnxruntime_providers_shared.so
tar xzf onnxruntime-node-1.29.0.tgz --strip-components=5 -C native package/bin/napi-v6/linux/x64/libonnxruntime.so.1
rm ./*.tgz
"$here/../older_runtime/make.sh" native

# library NAME [OPTION]...: the fake's part, and for every other function that the provider asks of this library one that does nothing and succeeds.
library() {
    local name=$1
    shift
    readelf --wide --dyn-syms native/libonnxruntime_providers_cuda.so |
        sed -n "s/.* UND \([A-Za-z_0-9]*\)@$name.*/__attribute__((weak)) int \1(void) { return 0; }/p" | sort -u > rest.c
    echo "${name//-/_} { *; };" > versions
    gcc -O2 -w -shared -fPIC "$here/fake_cuda.c" rest.c -o "native/$name" -Wl,-soname,"$name" -Wl,--version-script=versions -Wl,-rpath,'$ORIGIN' -lpthread "$@"
}
library libcudart.so.13 -DRUNTIME
library libcublas.so.13 -DBLAS -Lnative -l:libcudart.so.13
library libcuda.so.1 -DDRIVER -Lnative -l:libcudart.so.13
library libnvidia-ml.so.1 -DMANAGEMENT -Lnative -l:libcudart.so.13
library libcublasLt.so.13
library libcurand.so.10
rm rest.c versions

cat > env.sh <<X
export FAKE_CUDA=1
export ORT_NATIVE="$folder/native/libonnxruntime.so"
export LD_LIBRARY_PATH="$folder/native\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
X
echo "source '$folder/env.sh'"
