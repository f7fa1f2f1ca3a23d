#include "sparql/function_groups.hpp"

#include <openssl/evp.h>

#include <array>
#include <string>

/// SPARQL 1.1, 17.4.6: hashes of the UTF-8 form of a string, in lower-case hexadecimal.
namespace byline::sparql {
namespace {

const EVP_MD* digest_of(Builtin function) {
  switch (function) {
    case Builtin::md5: return EVP_md5();
    case Builtin::sha1: return EVP_sha1();
    case Builtin::sha256: return EVP_sha256();
    case Builtin::sha384: return EVP_sha384();
    case Builtin::sha512: return EVP_sha512();
    default: return nullptr;
  }
}

}  // namespace

Result call_hash(Builtin function, Arguments arguments) {
  const EVP_MD* digest = digest_of(function);
  const Value& value = arguments[0];
  if (digest == nullptr || value.type != Type::string) {
    return std::nullopt;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  if (EVP_Digest(
          value.text.data(), value.text.size(), bytes.data(), &size, digest, nullptr) !=
      1) {
    return std::nullopt;  // a digest that the installed OpenSSL forbids
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) {
    out += digits[bytes[i] >> 4U];
    out += digits[bytes[i] & 15U];
  }
  return Value::string(std::move(out));
}

}  // namespace byline::sparql
