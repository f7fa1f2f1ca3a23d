#include "knowledge/ontology.hpp"
