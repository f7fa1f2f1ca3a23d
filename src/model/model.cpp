#include "model/article.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"
