const REPO = '/repos/{owner}/{repo}'
const ISSUE = `${REPO}/issues/{issue_number}`

/** What is left to the emulator, because it was looked at and does it well; everything else is a loud 501. */
export const EMULATED: ReadonlySet<string> = new Set([
  'GET /user',
  'GET /users/{username}',
  `GET ${REPO}`,
  `PATCH ${REPO}`,
  `POST ${REPO}/issues`,
  `GET ${ISSUE}/comments`,
  `POST ${ISSUE}/comments`,
  `GET ${REPO}/issues/comments/{comment_id}`,
  `PATCH ${REPO}/issues/comments/{comment_id}`,
  `DELETE ${REPO}/issues/comments/{comment_id}`,
  `GET ${ISSUE}/labels`,
  `POST ${ISSUE}/labels`,
  `PUT ${ISSUE}/labels`,
  `DELETE ${ISSUE}/labels/{name}`,
  `GET ${REPO}/labels`,
  `POST ${REPO}/labels`,
  `GET ${REPO}/labels/{name}`,
  `POST ${REPO}/pulls/{pull_number}/requested_reviewers`,
  `DELETE ${REPO}/pulls/{pull_number}/requested_reviewers`,
])
