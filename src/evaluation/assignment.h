// Best one-to-one matching between two lists.
#pragma once

#include <vector>

namespace dragoman {

/// For every row of `weights` (rows of equal length, none negative) the column it is given, or -1,
/// so that no column is given twice and the sum of the weights is the greatest. Pairs of weight 0
/// are not made. The Hungarian method, O(n^3) in the longer side. Kuhn, Naval Research Logistics 2
/// (1955).
std::vector<int> best_assignment(const std::vector<std::vector<int>>& weights);

}  // namespace dragoman
