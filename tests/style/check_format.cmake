# Fails when a C++ file is not as clang-format-14 would write it.
#   cmake -DROOT=<repository> -P check_format.cmake
cmake_minimum_required(VERSION 3.25)
find_program(clang_format NAMES clang-format-14)
if(NOT clang_format)
  message(FATAL_ERROR "clang-format-14 is not installed (scripts/test installs it)")
endif()
file(GLOB_RECURSE files "${ROOT}/src/*.hpp" "${ROOT}/src/*.cpp" "${ROOT}/tests/*.hpp"
     "${ROOT}/tests/*.cpp")
execute_process(COMMAND ${clang_format} --dry-run --Werror ${files}
  RESULT_VARIABLE failed ERROR_VARIABLE text)
if(failed)
  string(SUBSTRING "${text}" 0 4000 text)
  message(FATAL_ERROR "not formatted; run: clang-format-14 -i $(git ls-files '*.hpp' '*.cpp')\n${text}")
endif()
