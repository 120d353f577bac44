import { appRoutes } from './app-routes.ts'
import { activityRoutes } from './git/activity.ts'
import { contentRoutes } from './git/contents.ts'
import { historyRoutes } from './git/history.ts'
import { gitService } from './git/http.ts'
import { objectRoutes } from './git/objects.ts'
import { refRoutes } from './git/refs.ts'
import { graphqlService } from './graphql.ts'
import { pullRoutes } from './pulls/routes.ts'
import type { Route, Service } from './route.ts'
import type { World } from './world.ts'

/** Everything that is answered here and not by the emulator. */
export const routesOf = (world: World): Route[] => [
  ...appRoutes(world),
  ...activityRoutes(world),
  ...refRoutes(world),
  ...objectRoutes(world),
  ...contentRoutes(world),
  ...historyRoutes(world),
  ...pullRoutes(world),
]

/** Everything beside the API. */
export const servicesOf = (world: World): Service[] => [gitService(world), graphqlService(world)]
