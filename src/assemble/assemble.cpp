#include "assemble/assemble.hpp"
