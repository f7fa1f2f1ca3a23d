#include "publish/load.hpp"
