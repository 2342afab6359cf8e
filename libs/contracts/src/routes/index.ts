export { pathOf, routeTable } from './route.ts';
export type {
  AsAnswered,
  BodyOf,
  GivenBodyOf,
  GivenQueryOf,
  JsonOf,
  ParamsOf,
  QueryOf,
  Route,
  RouteTable,
  StatusOf,
} from './route.ts';
