#include "extract/extract.hpp"
