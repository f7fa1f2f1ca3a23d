#include "pipeline/build.hpp"
