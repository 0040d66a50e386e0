#include "rules/to_do.h"

#include <gtest/gtest.h>

namespace aixc::rules {
namespace {

Finding finding(Status status, int score, std::vector<FindingControl> controls) {
  Finding made;
  made.status = status;
  made.risk.residual = {score, score};
  made.controls = std::move(controls);
  return made;
}

FindingControl control(size_t id, double strength, ControlState state = ControlState::Missing,
                       ControlRelation relation = ControlRelation::Direct) {
  FindingControl made;
  made.control = ControlId(id);
  made.state = state;
  made.relation = relation;
  made.strength = strength;
  made.weight = 1;
  return made;
}

TEST(ControlsToDo, ThoseThatTakeAwayMostStandFirst) {
  Assessment assessment;
  assessment.findings.add(finding(Status::Applies, 11, {control(1, 0.5), control(2, 0.4)}));
  assessment.findings.add(
      finding(Status::Applies, 6, {control(2, 0.4, ControlState::Planned), control(3, 0.1)}));
  const auto list = controls_to_do(assessment);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].control, ControlId(2));
  EXPECT_DOUBLE_EQ(list[0].gain, 0.4 * 10 + 0.4 * 5);
  EXPECT_EQ(list[0].state, ControlState::Planned);
  EXPECT_EQ(list[0].findings.size(), 2U);
  EXPECT_EQ(list[1].control, ControlId(1));
}

TEST(ControlsToDo, LeavesOutWhatIsInPlaceTreatedOrGeneral) {
  Assessment assessment;
  assessment.findings.add(
      finding(Status::Applies, 9,
              {control(1, 0.5, ControlState::InPlace),
               control(2, 0.5, ControlState::Missing, ControlRelation::General)}));
  assessment.findings.add(finding(Status::Accepted, 20, {control(3, 0.5)}));
  EXPECT_TRUE(controls_to_do(assessment).empty());
}

}  // namespace
}  // namespace aixc::rules
