#include "annotate/annotate.hpp"
