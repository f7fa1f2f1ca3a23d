// The entry point that every test program links.
#define BOOST_TEST_MODULE byline
#include <boost/test/unit_test.hpp>
