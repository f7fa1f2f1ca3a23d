#include "sparql/query.hpp"
